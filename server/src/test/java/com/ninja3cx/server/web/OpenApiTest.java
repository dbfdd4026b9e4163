package com.ninja3cx.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Keeps `openapi.yaml` and the server from telling different stories.
class OpenApiTest {

    @TempDir private static Path folder;
    private static TestServer server;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        Path here = Path.of("openapi.yaml");
        document =
                new YAMLMapper()
                        .readTree(
                                Files.readString(
                                        Files.exists(here) ? here : Path.of("..", "openapi.yaml")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, Set<String>> documented() {
        var operations = new TreeMap<String, Set<String>>();
        for (var path : document.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                Set<String> scopes = new TreeSet<>();
                JsonNode open = method.getValue().get("security");
                method.getValue().path("x-scopes").forEach(each -> scopes.add(each.asString()));
                if (open != null) {
                    scopes.add("public");
                }
                operations.put(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), scopes);
            }
        }
        return operations;
    }

    @Test
    void everyRouteIsDocumentedWithItsScopesAndNothingElse() {
        Map<String, Set<String>> registered =
                server.app().routes().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.getKey().replace('<', '{').replace('>', '}'),
                                        each ->
                                                each.getValue().stream()
                                                        .map(Scope::code)
                                                        .collect(
                                                                Collectors.toCollection(
                                                                        TreeSet::new)),
                                        (a, b) -> a,
                                        TreeMap::new));

        assertThat(documented()).isEqualTo(registered);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String reference : document.findValuesAsString("$ref")) {
            JsonNode target = document.at(reference.substring(1));
            assertThat(target.isMissingNode()).as(reference).isFalse();
        }
    }

    @Test
    void answersLookAsDocumented() {
        String key = "Bearer " + server.key(Scope.READ);
        TestServer.Answer stored =
                server.post(
                        "/webhook/3cx/call-event",
                        "{\"callId\":\"TEST-1\",\"caller\":\"0142685300\",\"agentExt\":\"[AgentExt]\"}");
        String call = stored.json().get("call").asString();

        conforms("Health", server.get("/health").body());
        conforms("Problem", server.get("/api/calls").body());
        conforms("Problem", server.post("/webhook/3cx/call-event", "{}").body());
        conforms("Call", server.get("/api/calls/" + call, "Authorization", key).body());
        conforms("FieldNotes", stored.json().get("notes").toString());
    }

    private static void conforms(String schema, String json) {
        ObjectNode root = document.deepCopy().asObject();
        root.put("$ref", "#/components/schemas/" + schema);
        Schema checked =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(root);
        assertThat(checked.validate(Json.MAPPER.readTree(json))).as(schema + " " + json).isEmpty();
    }
}
