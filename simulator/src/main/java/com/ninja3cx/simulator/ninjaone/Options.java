package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// How one simulated NinjaOne behaves where real tenants differ or where nobody knows.
///
/// @param clock decides when tokens expire, late creates land and lagging boards catch up
/// @param apps the registered client applications
/// @param accessTokenLife `expires_in` of every access token
/// @param tokenPath where tokens are handed out; `/ws/oauth/token` on most tenants
/// @param missingPaths resource paths (without `/v2`) that this instance does not have: they answer
///   as an unknown route
/// @param consent how the authorization page asks
public record Options(
        InstantSource clock,
        List<App> apps,
        Duration accessTokenLife,
        String tokenPath,
        MachineTokens machineTokens,
        RefreshReplies refreshReplies,
        UnknownFields unknownFields,
        LogOrder logOrder,
        Set<String> missingPaths,
        Consent consent) {

    /// How the authorization page asks.
    public enum Consent {
        /// the technician is signed in and agrees by opening the page
        AT_ONCE,
        /// a page with two buttons
        ASK
    }

    /// What a ticket write with a token that belongs to no user meets.
    public enum MachineTokens {
        /// 403 `user_context_required`
        NEED_A_USER,
        /// 500 with a null pointer, as in 2022
        FAIL_INSIDE,
        /// the write is done
        MAY_WRITE
    }

    /// What a refresh answers.
    public enum RefreshReplies {
        /// a new refresh token; the old one is dead at once
        ROTATE,
        /// no refresh token: the old one goes on
        OMIT
    }

    /// What a field that is not in the schema does to a write.
    public enum UnknownFields {
        REJECT,
        IGNORE
    }

    /// The order of log entries; sources contradict each other.
    public enum LogOrder {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public static final String CLIENT_ID = "demo-client";
    public static final String CLIENT_SECRET = "demo-secret";

    public Options {
        apps = List.copyOf(apps);
        missingPaths = Set.copyOf(missingPaths);
    }

    /// The strictest reading of the facts, one web application [#CLIENT_ID]/[#CLIENT_SECRET].
    public static Options strict(InstantSource clock) {
        return new Options(
                clock,
                List.of(App.web(CLIENT_ID, CLIENT_SECRET, "http://localhost:3000/oauth/callback")),
                Duration.ofHours(1),
                "/ws/oauth/token",
                MachineTokens.NEED_A_USER,
                RefreshReplies.ROTATE,
                UnknownFields.REJECT,
                LogOrder.NEWEST_FIRST,
                Set.of(),
                Consent.AT_ONCE);
    }

    public Options withApps(App... registered) {
        return change(draft -> draft.apps = List.of(registered));
    }

    public Options withAccessTokenLife(Duration life) {
        return change(draft -> draft.accessTokenLife = life);
    }

    public Options withTokenPath(String path) {
        return change(draft -> draft.tokenPath = path);
    }

    public Options with(MachineTokens behaviour) {
        return change(draft -> draft.machineTokens = behaviour);
    }

    public Options with(RefreshReplies behaviour) {
        return change(draft -> draft.refreshReplies = behaviour);
    }

    public Options with(UnknownFields behaviour) {
        return change(draft -> draft.unknownFields = behaviour);
    }

    public Options with(LogOrder order) {
        return change(draft -> draft.logOrder = order);
    }

    public Options with(Consent behaviour) {
        return change(draft -> draft.consent = behaviour);
    }

    public Options withMissingPaths(String... paths) {
        return change(draft -> draft.missingPaths = Set.of(paths));
    }

    private Options change(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new Options(
                clock,
                draft.apps,
                draft.accessTokenLife,
                draft.tokenPath,
                draft.machineTokens,
                draft.refreshReplies,
                draft.unknownFields,
                draft.logOrder,
                draft.missingPaths,
                draft.consent);
    }

    private static final class Draft {
        List<App> apps;
        Duration accessTokenLife;
        String tokenPath;
        MachineTokens machineTokens;
        RefreshReplies refreshReplies;
        UnknownFields unknownFields;
        LogOrder logOrder;
        Set<String> missingPaths;
        Consent consent;

        Draft(Options from) {
            apps = from.apps;
            accessTokenLife = from.accessTokenLife;
            tokenPath = from.tokenPath;
            machineTokens = from.machineTokens;
            refreshReplies = from.refreshReplies;
            unknownFields = from.unknownFields;
            logOrder = from.logOrder;
            missingPaths = from.missingPaths;
            consent = from.consent;
        }
    }
}
