package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.access.Guard;
import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Priority;
import com.ninja3cx.server.directory.Device;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.ticket.desk.Drafts;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftView;
import com.ninja3cx.server.ticket.draft.Editor;
import com.ninja3cx.server.web.FieldReader;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `/api/drafts`: look, correct, send, hold, resume, discard.
public final class DraftRoutes implements Routes {

    private static final int MOST = 100;
    private static final int LONGEST_TITLE = 4_000;
    private static final int LONGEST_DESCRIPTION = 100_000;
    private static final Set<String> FIELDS =
            Set.of(
                    "title",
                    "description",
                    "priority",
                    "category",
                    "requesterUid",
                    "organisationId",
                    "deviceId",
                    "statusId",
                    "formId",
                    "boardId",
                    "version",
                    "editor");

    /// Names in the body and of the fields they change.
    private static final Map<String, String> NAMES =
            Map.of(
                    "title", "title",
                    "description", "description",
                    "priority", "priority",
                    "category", "category",
                    "requesterUid", "requester",
                    "organisationId", "organisation",
                    "deviceId", "device",
                    "boardId", "board",
                    "statusId", "status",
                    "formId", "form");

    private final Drafts drafts;
    private final Directory directory;

    public DraftRoutes(Drafts drafts, Directory directory) {
        this.drafts = drafts;
        this.directory = directory;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/drafts", this::list, Scope.READ, Scope.TICKETS);
        routes.get("/api/drafts/{id}", this::show, Scope.READ, Scope.TICKETS);
        routes.patch("/api/drafts/{id}", this::edit, Scope.TICKETS);
        routes.post("/api/drafts/{id}/presence", this::present, Scope.TICKETS);
        act(routes, "send", drafts::send);
        act(routes, "hold", drafts::hold);
        act(routes, "resume", drafts::resume);
        act(routes, "discard", drafts::discard);
    }

    private static void act(
            RoutesConfig routes, String name, java.util.function.Function<String, Draft> action) {
        routes.post(
                "/api/drafts/{id}/" + name,
                ctx -> answer(ctx, action.apply(ctx.pathParam("id"))),
                Scope.TICKETS);
    }

    /// The latest drafts, or those of one call.
    private void list(Context ctx) {
        String call = ctx.queryParam("call");
        List<Draft> found =
                call == null ? drafts.recent(MOST) : drafts.ofCall(call).stream().toList();
        ctx.json(
                Map.of(
                        "drafts",
                        found.stream()
                                .map(draft -> DraftView.of(draft, Languages.of(ctx)))
                                .toList()));
    }

    private void show(Context ctx) {
        answer(ctx, drafts.get(ctx.pathParam("id")));
    }

    private static void answer(Context ctx, Draft draft) {
        ctx.json(DraftView.of(draft, Languages.of(ctx)));
    }

    private void edit(Context ctx) {
        var fields = new FieldReader(RequestBody.object(ctx), FIELDS);
        String title = fields.has("title") ? fields.text("title", LONGEST_TITLE, true) : null;
        String description = fields.text("description", LONGEST_DESCRIPTION, false);
        Priority priority = priority(fields);
        Category category = category(fields);
        Content.Named requester = requester(fields);
        Integer organisationId = fields.number("organisationId", 1, Integer.MAX_VALUE);
        Content.Device device = device(fields);
        var filing =
                new Content.Filing(
                        fields.number("boardId", 1, Integer.MAX_VALUE),
                        fields.number("statusId", 1, Integer.MAX_VALUE),
                        fields.number("formId", 1, Integer.MAX_VALUE));
        Integer version = fields.number("version", 1, Integer.MAX_VALUE);
        String window = fields.text("editor", 100, false);
        fields.check();
        Set<String> touched = new HashSet<>();
        NAMES.forEach(
                (inBody, field) -> {
                    if (fields.has(inBody)) {
                        touched.add(field);
                    }
                });
        Content.Organisation organisation = organisation(organisationId, requester);
        if (organisation != null) {
            touched.add("organisation");
        }
        UnaryOperator<Content> change =
                old ->
                        new Content(
                                title != null ? title : old.title(),
                                description != null ? description : old.description(),
                                old.summary(),
                                category != null ? category : old.category(),
                                priority != null ? priority : old.priority(),
                                requester,
                                organisation,
                                device,
                                filing);
        answer(
                ctx,
                drafts.edit(
                        ctx.pathParam("id"),
                        change,
                        touched,
                        version == null ? null : version.longValue(),
                        new Editor(identity(ctx).name(), window == null ? "" : window)));
    }

    /// Lets others see where somebody is; nothing of it is stored.
    private void present(Context ctx) {
        var fields = new FieldReader(RequestBody.object(ctx), Set.of("window", "field"));
        String window = fields.text("window", 100, true);
        String field = fields.text("field", 20, false);
        if (field != null && !Content.FIELDS.contains(field)) {
            fields.wrong("field", "aucun champ de ce nom", "no field of this name");
        }
        fields.check();
        if (window != null) {
            drafts.present(ctx.pathParam("id"), new Editor(identity(ctx).name(), window), field);
        }
        ctx.status(204);
    }

    private Content.@Nullable Device device(FieldReader fields) {
        Integer id = fields.number("deviceId", 1, Integer.MAX_VALUE);
        if (id == null) {
            return null;
        }
        Device device = directory.device(id).orElse(null);
        if (device == null) {
            fields.wrong(
                    "deviceId",
                    "aucun appareil connu n'a ce numéro",
                    "no known device has this number");
            return null;
        }
        return new Content.Device(device.id(), device.name());
    }

    private static Identity identity(Context ctx) {
        return Guard.known(ctx.attribute(Guard.ATTRIBUTE));
    }

    private Content.@Nullable Named requester(FieldReader fields) {
        String uid = fields.text("requesterUid", 200, false);
        if (uid == null) {
            return null;
        }
        Requester person = directory.person(uid).orElse(null);
        if (person == null) {
            fields.wrong(
                    "requesterUid",
                    "aucun contact ni utilisateur connu n'a cet uid",
                    "no known contact or user has this uid");
            return null;
        }
        return new Content.Named(person.uid(), person.name());
    }

    /// The one asked for; otherwise that of the new requester.
    private Content.@Nullable Organisation organisation(
            @Nullable Integer asked, Content.@Nullable Named requester) {
        Integer id = asked;
        if (id == null && requester != null) {
            id = directory.person(requester.uid()).map(Requester::organizationId).orElse(null);
        }
        return id == null
                ? null
                : new Content.Organisation(id, directory.organization(id).orElse("n° " + id));
    }

    /// LOW, MEDIUM, HIGH or the guide's 1, 2, 3.
    private static @Nullable Priority priority(FieldReader fields) {
        String text = fields.text("priority", 20, false);
        if (text == null) {
            return null;
        }
        for (Priority each : Priority.values()) {
            if (each.name().equalsIgnoreCase(text.strip())) {
                return each;
            }
        }
        fields.wrong("priority", "LOW, MEDIUM ou HIGH", "LOW, MEDIUM or HIGH");
        return null;
    }

    private static @Nullable Category category(FieldReader fields) {
        String text = fields.text("category", 40, false);
        if (text == null) {
            return null;
        }
        for (Category each : Category.values()) {
            if (each.id().equalsIgnoreCase(text.strip())) {
                return each;
            }
        }
        String list =
                String.join(", ", Arrays.stream(Category.values()).map(Category::id).toList())
                        .toLowerCase(Locale.ROOT);
        fields.wrong("category", "une de : " + list, "one of: " + list);
        return null;
    }
}
