package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Regions;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.server.web.Routes;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The connection to NinjaOne as an administrator sees it.
///
/// @param redirect where NinjaOne sends the browser of a person who authorises
/// @param desk empty while the application's id and secret are not set
public record NinjaFeature(Settings.Ninja settings, URI redirect, Optional<Desk> desk) {

    /// What can be done once there is a tenant.
    public record Desk(NinjaOne ninja, SignIn signIn, ConnectionWatch watch) {}

    /// @param ninja null while it is not set up
    /// @param connected called when a technician has authorised again
    public static NinjaFeature create(
            @Nullable NinjaOne ninja,
            Settings settings,
            Database database,
            Vault vault,
            InstantSource clock,
            RandomGenerator random,
            Runnable connected) {
        Optional<Desk> desk = Optional.empty();
        if (ninja != null) {
            var checkup = new Checkup(ninja, settings.ninja(), clock, Regions::others);
            desk =
                    Optional.of(
                            new Desk(
                                    ninja,
                                    new SignIn(ninja, database, vault, clock, random),
                                    new ConnectionWatch(ninja, checkup, clock, connected)));
        }
        return new NinjaFeature(settings.ninja(), settings.ninjaRedirect(), desk);
    }

    public List<Routes> routes() {
        return List.of(new NinjaRoutes(this));
    }

    public List<Service> services() {
        return desk.<List<Service>>map(each -> List.of(each.watch())).orElseGet(List::of);
    }

    /// For `/health`: nothing secret.
    public Map<String, Object> health() {
        return desk.map(each -> each.watch().health())
                .orElseGet(() -> Map.of("state", "not_set_up"));
    }
}
