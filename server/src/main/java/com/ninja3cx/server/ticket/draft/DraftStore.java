package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Priority;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.i18n.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The drafts in the database.
public final class DraftStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_CALL = Duration.ofHours(24);
    private static final int SHORT = 4;
    private static final int ATTEMPTS = 40;

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    public DraftStore(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    public Optional<Draft> find(String id) {
        return database.read(handle -> find(handle, id));
    }

    public Optional<Draft> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM drafts WHERE id = :id")
                .bind("id", id)
                .map(DraftStore::map)
                .findOne();
    }

    public Optional<Draft> ofCall(String callId) {
        return database.read(handle -> ofCall(handle, callId));
    }

    public Optional<Draft> ofCall(Handle handle, String callId) {
        return handle.createQuery("SELECT * FROM drafts WHERE call_id = :call")
                .bind("call", callId)
                .map(DraftStore::map)
                .findOne();
    }

    /// Newest first.
    public List<Draft> recent(int limit) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM drafts ORDER BY created_at DESC, id LIMIT"
                                                + " :limit")
                                .bind("limit", limit)
                                .map(DraftStore::map)
                                .list());
    }

    /// Drafts in this state whose call ended after `since`, or runs, oldest first.
    public List<Draft> in(DraftState state, Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM drafts WHERE state = :state AND (over_at >"
                                                + " :since OR over_at IS NULL AND created_at >"
                                                + " :longest) ORDER BY created_at, id")
                                .bind("state", state.name())
                                .bind("since", since.toEpochMilli())
                                .bind("longest", since.minus(LONGEST_CALL).toEpochMilli())
                                .map(DraftStore::map)
                                .list());
    }

    /// Drafts whose countdown is over.
    public List<Draft> due() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM drafts WHERE state = 'COUNTING' AND deadline"
                                                + " <= :now ORDER BY deadline, id")
                                .bind("now", clock.millis())
                                .map(DraftStore::map)
                                .list());
    }

    /// Calls that are being spoken, or ended at `since` or later, and have no draft; those between
    /// colleagues only where `internal`.
    public List<String> callsWithout(Instant since, boolean internal) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT c.id FROM calls c LEFT JOIN drafts d ON d.call_id ="
                                                + " c.id WHERE (c.state = 'TALKING' AND c.started_at >="
                                                + " :since OR c.state = 'ENDED' AND c.ended_at >="
                                                + " :since) AND d.id IS NULL AND (:internal = 1 OR"
                                                + " c.direction <> 'INTERNAL') ORDER BY"
                                                + " c.started_at, c.id")
                                .bind("since", since.toEpochMilli())
                                .bind("internal", internal ? 1 : 0)
                                .mapTo(String.class)
                                .list());
    }

    /// Drafts handed over before the best reading of their call was there: the revision, or what
    /// words there are, be it none, where there will be no such reading.
    public List<Draft> sentBeforeRevision(Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT d.* FROM drafts d JOIN calls c ON c.id = d.call_id
                                        WHERE d.state IN ('QUEUED', 'SENT')
                                            AND d.created_at >= :since AND c.state = 'ENDED'
                                            AND (d.revision <> 'revised' AND EXISTS (
                                                    SELECT 1 FROM revisions r
                                                    WHERE r.call_id = c.id
                                                        AND r.revision = 'revised')
                                                OR d.revision = ''
                                                    AND c.transcript_state
                                                        IN ('NONE', 'FAILED', 'REMOVED'))
                                        ORDER BY d.created_at, d.id
                                        """)
                                .bind("since", since.toEpochMilli())
                                .map(DraftStore::map)
                                .list());
    }

    /// Drafts handed over whose ticket has not got the status it shall end in, and of whose call
    /// nothing more is to come, or nothing came any more since `patience`.
    public List<Draft> owingStatus(Instant since, Instant patience) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT d.* FROM drafts d JOIN calls c ON c.id = d.call_id
                                        JOIN delivery_wishes w ON w.draft_id = d.id
                                        WHERE d.state IN ('QUEUED', 'SENT', 'PARKED')
                                            AND d.created_at >= :since AND c.state = 'ENDED'
                                            AND w.final_status IS NOT NULL
                                            AND NOT EXISTS (SELECT 1 FROM outbox o
                                                WHERE o.draft_id = d.id
                                                    AND o.kind = 'UpdateTicket'
                                                    AND o.state <> 'CANCELLED')
                                            AND (c.ended_at <= :patience
                                                OR c.transcript_state NOT IN ('LIVE', 'REVISING')
                                                    AND d.revision <> ''
                                                    AND (d.revision = 'revised'
                                                        OR NOT EXISTS (SELECT 1 FROM revisions r
                                                            WHERE r.call_id = c.id
                                                                AND r.revision = 'revised')))
                                        ORDER BY d.created_at, d.id
                                        """)
                                .bind("since", since.toEpochMilli())
                                .bind("patience", patience.toEpochMilli())
                                .map(DraftStore::map)
                                .list());
    }

    /// A reference that no other draft has: four characters, more when those are used up.
    public String freeReference(Handle handle) {
        for (int i = 0; i < ATTEMPTS; i++) {
            String reference = Reference.random(random, SHORT + i / 4);
            boolean taken =
                    handle.createQuery("SELECT COUNT(*) FROM drafts WHERE reference = :reference")
                                    .bind("reference", reference)
                                    .mapTo(Integer.class)
                                    .one()
                            > 0;
            if (!taken) {
                return reference;
            }
        }
        throw new IllegalStateException("no free reference after " + ATTEMPTS + " attempts");
    }

    public String freshId() {
        return Reference.id(random, "draft");
    }

    /// False = the call has one already.
    public boolean insert(Handle handle, Draft draft) {
        return bind(
                                handle.createUpdate(
                                        """
                                        INSERT INTO drafts (id, call_id, reference, state, version,
                                            title, description, summary, category, priority,
                                            requester_uid, requester_name, organization_id,
                                            organization_name, candidates, touched, missing,
                                            deadline, note_fr, note_en, revision, transcript_hash,
                                            board_id, status_id, form_id, node_id, node_name,
                                            ticket_id, ticket_url, edits, over_at, created_at,
                                            updated_at)
                                        VALUES (:id, :call, :reference, :state, :version, :title,
                                            :description, :summary, :category, :priority,
                                            :requesterUid, :requesterName, :organizationId,
                                            :organizationName, :candidates, :touched, :missing,
                                            :deadline, :noteFr, :noteEn, :revision, :hash, :board,
                                            :status, :form, :node, :nodeName, :ticket, :url, :edits,
                                            :over, :created, :now)
                                        ON CONFLICT (call_id) DO NOTHING
                                        """),
                                draft)
                        .bind("created", draft.createdAt().toEpochMilli())
                        .execute()
                > 0;
    }

    /// Stores a change made to the version that `draft` still carries. Empty = somebody else was
    /// faster.
    public Optional<Draft> save(Handle handle, Draft draft) {
        int changed =
                bind(
                                handle.createUpdate(
                                        """
                                        UPDATE drafts SET reference = :reference, state = :state,
                                            version = version + 1, call_id = :call, title = :title,
                                            description = :description, summary = :summary,
                                            category = :category, priority = :priority,
                                            requester_uid = :requesterUid,
                                            requester_name = :requesterName,
                                            organization_id = :organizationId,
                                            organization_name = :organizationName,
                                            candidates = :candidates, touched = :touched,
                                            missing = :missing, deadline = :deadline,
                                            note_fr = :noteFr, note_en = :noteEn,
                                            revision = :revision, transcript_hash = :hash,
                                            board_id = :board, status_id = :status,
                                            form_id = :form, node_id = :node,
                                            node_name = :nodeName, edits = :edits,
                                            over_at = :over,
                                            ticket_id = :ticket, ticket_url = :url,
                                            updated_at = :now
                                        WHERE id = :id AND version = :version
                                        """),
                                draft)
                        .execute();
        return changed == 0 ? Optional.empty() : find(handle, draft.id());
    }

    private <S extends SqlStatement<S>> S bind(S statement, Draft draft) {
        Content content = draft.content();
        Content.Named requester = content.requester();
        Content.Organisation organisation = content.organisation();
        Content.Device device = content.device();
        Instant deadline = draft.deadline();
        Instant over = draft.overAt();
        return statement
                .bind("id", draft.id())
                .bind("call", draft.callId())
                .bind("reference", draft.reference())
                .bind("state", draft.state().name())
                .bind("version", draft.version())
                .bind("title", content.title())
                .bind("description", content.description())
                .bind("summary", content.summary())
                .bind("category", content.category().id())
                .bind("priority", content.priority().name())
                .bind("requesterUid", requester == null ? null : requester.uid())
                .bind("requesterName", requester == null ? null : requester.name())
                .bind("organizationId", organisation == null ? null : organisation.id())
                .bind("organizationName", organisation == null ? null : organisation.name())
                .bind("candidates", JSON.writeValueAsString(draft.candidates()))
                .bind("touched", joined(draft.touched().stream().sorted().toList()))
                .bind("missing", joined(draft.missing()))
                .bind("deadline", deadline == null ? null : deadline.toEpochMilli())
                .bind("noteFr", draft.note().french())
                .bind("noteEn", draft.note().english())
                .bind("revision", draft.revision())
                .bind("hash", draft.transcriptHash())
                .bind("board", content.filing().boardId())
                .bind("status", content.filing().statusId())
                .bind("form", content.filing().formId())
                .bind("node", device == null ? null : device.id())
                .bind("nodeName", device == null ? null : device.name())
                .bind("edits", JSON.writeValueAsString(draft.edits()))
                .bind("over", over == null ? null : over.toEpochMilli())
                .bind("ticket", draft.ticketId())
                .bind("url", draft.ticketUrl())
                .bind("now", clock.millis());
    }

    private static String joined(List<String> codes) {
        return String.join(",", codes);
    }

    private static List<String> split(String codes) {
        return codes.isEmpty() ? List.of() : List.of(codes.split(","));
    }

    private static Draft map(ResultSet row, StatementContext context) throws SQLException {
        String uid = row.getString("requester_uid");
        Integer organization = number(row, "organization_id");
        Integer node = number(row, "node_id");
        Long deadline = row.getObject("deadline") == null ? null : row.getLong("deadline");
        return new Draft(
                row.getString("id"),
                row.getString("call_id"),
                row.getString("reference"),
                DraftState.valueOf(row.getString("state")),
                row.getLong("version"),
                new Content(
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("summary"),
                        Category.of(row.getString("category")),
                        Priority.valueOf(row.getString("priority")),
                        uid == null
                                ? null
                                : new Content.Named(uid, row.getString("requester_name")),
                        organization == null
                                ? null
                                : new Content.Organisation(
                                        organization, row.getString("organization_name")),
                        node == null ? null : new Content.Device(node, row.getString("node_name")),
                        new Content.Filing(
                                number(row, "board_id"),
                                number(row, "status_id"),
                                number(row, "form_id"))),
                JSON.readValue(
                        row.getString("candidates"), new TypeReference<List<Requester>>() {}),
                edits(row),
                split(row.getString("missing")),
                deadline == null ? null : Instant.ofEpochMilli(deadline),
                new Words(row.getString("note_fr"), row.getString("note_en")),
                row.getString("revision"),
                row.getString("transcript_hash"),
                number(row, "ticket_id"),
                row.getString("ticket_url"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("over_at") == null
                        ? null
                        : Instant.ofEpochMilli(row.getLong("over_at")));
    }

    /// Rows of an older version say only which fields a person has been in.
    private static Map<String, Draft.Edit> edits(ResultSet row) throws SQLException {
        Map<String, Draft.Edit> edits =
                new HashMap<>(
                        JSON.readValue(
                                row.getString("edits"),
                                new TypeReference<Map<String, Draft.Edit>>() {}));
        Instant made = Instant.ofEpochMilli(row.getLong("created_at"));
        for (String field : split(row.getString("touched"))) {
            edits.putIfAbsent(field, new Draft.Edit(0, "", "", made));
        }
        return edits;
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : row.getInt(column);
    }
}
