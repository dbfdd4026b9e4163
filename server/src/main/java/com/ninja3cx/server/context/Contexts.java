package com.ninja3cx.server.context;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.directory.Caller;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.directory.Technician;
import com.ninja3cx.server.ticket.draft.DraftView;
import com.ninja3cx.server.ticket.draft.DraftViews;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts together what the database knows of a caller.
final class Contexts {

    private static final int LOOKED_THROUGH = 1_000;
    private static final int SHOWN = 5;

    private final Directory directory;
    private final PhoneNumbers numbers;
    private final CallStore calls;
    private final DraftViews drafts;

    Contexts(Directory directory, PhoneNumbers numbers, CallStore calls, DraftViews drafts) {
        this.directory = directory;
        this.numbers = numbers;
        this.calls = calls;
        this.drafts = drafts;
    }

    CallContext of(Call call, Locale locale) {
        String number = call.customerNumber();
        Caller found = directory.caller(number);
        Requester caller = requester(call, found, locale);
        List<Requester> sharing =
                found instanceof Caller.Several several ? several.requesters() : List.of();
        int total = found instanceof Caller.Several several ? several.total() : 0;
        return new CallContext(
                number == null ? "" : numbers.readable(number),
                identity(number, found, caller),
                caller,
                sharing,
                total,
                organisation(caller, found),
                directory
                        .technician(call.agentExtension(), call.agentEmail())
                        .map(Technician::name)
                        .orElse(null),
                caller == null
                        ? List.of()
                        : directory.devices(caller.uid()).stream()
                                .map(CallContext.Machine::of)
                                .toList(),
                earlier(call, locale));
    }

    /// Whom a person chose on the draft, otherwise the only one with this number.
    @Nullable Requester requester(Call call, Locale locale) {
        return requester(call, directory.caller(call.customerNumber()), locale);
    }

    /// Tells the ticket of this very call from others.
    Predicate<OpenTickets.Open> own(Call call) {
        return drafts.ofCall(call.id(), Locale.ROOT)
                .<Predicate<OpenTickets.Open>>map(
                        draft -> {
                            DraftView.Ticket ticket = draft.ticket();
                            return open ->
                                    ticket != null && open.id() == ticket.id()
                                            || open.subject().endsWith(draft.reference());
                        })
                .orElse(open -> false);
    }

    private @Nullable Requester requester(Call call, Caller found, Locale locale) {
        Optional<Requester> chosen =
                drafts.ofCall(call.id(), locale)
                        .map(DraftView::requester)
                        .flatMap(person -> directory.person(person.uid()));
        return chosen.orElse(found instanceof Caller.Known(var known) ? known : null);
    }

    private String identity(@Nullable String number, Caller found, @Nullable Requester caller) {
        if (caller != null) {
            return "known";
        }
        return switch (found) {
            case Caller.Known known -> "known";
            case Caller.Several several -> "several";
            case Caller.Nobody nobody ->
                    number == null || numbers.hidden(number) ? "hidden" : "unknown";
        };
    }

    private CallContext.@Nullable Customer organisation(@Nullable Requester caller, Caller found) {
        Integer id =
                caller != null
                        ? caller.organizationId()
                        : found instanceof Caller.Several several ? several.organisation() : null;
        return id == null
                ? null
                : new CallContext.Customer(id, directory.organization(id).orElse("n° " + id));
    }

    private List<CallContext.Earlier> earlier(Call call, Locale locale) {
        String number = call.customerNumber();
        if (number == null || numbers.hidden(number)) {
            return List.of();
        }
        return calls.recent(LOOKED_THROUGH).stream()
                .filter(each -> !each.id().equals(call.id()))
                .filter(each -> !each.startedAt().isAfter(call.startedAt()))
                .filter(each -> numbers.same(number, each.customerNumber()))
                .limit(SHOWN)
                .map(each -> earlier(each, drafts.ofCall(each.id(), locale).orElse(null)))
                .toList();
    }

    private static CallContext.Earlier earlier(Call call, @Nullable DraftView draft) {
        DraftView.Ticket ticket = draft == null ? null : draft.ticket();
        return new CallContext.Earlier(
                call.id(),
                call.startedAt(),
                call.direction().name(),
                call.durationSeconds(),
                call.missed(),
                draft == null ? null : draft.title(),
                draft == null ? null : draft.state(),
                ticket == null ? null : ticket.id(),
                ticket == null ? null : ticket.url());
    }
}
