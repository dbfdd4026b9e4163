package com.ninja3cx.server.db;

import com.ninja3cx.server.i18n.Words;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/// Brings a database's layout to the newest version; never back to an older one.
final class Migrations {

    private Migrations() {}

    /// @throws NewerLayout when a newer version of the product wrote to it; nothing is changed then
    static Database.Layout run(HikariDataSource writer) throws NewerLayout {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(writer)
                        .locations("classpath:db/migration")
                        .loggers("slf4j")
                        .load();
        Optional<MigrationInfo> newer =
                Arrays.stream(flyway.info().all())
                        .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
                        .reduce((first, second) -> second);
        if (newer.isPresent()) {
            throw new NewerLayout(newer.get().getVersion());
        }
        int before = version(flyway);
        flyway.migrate();
        return new Database.Layout(before, version(flyway));
    }

    private static int version(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        return current == null ? 0 : current.getVersion().getMajor().intValue();
    }

    /// The layout is of a later version than this program knows.
    static final class NewerLayout extends Exception {
        private static final long serialVersionUID = 1L;

        private final String version;

        NewerLayout(MigrationVersion version) {
            super("layout version " + version);
            this.version = version.toString();
        }

        Words words(String where) {
            return new Words(
                    "La base de données %s vient d'une version plus récente du produit (version %s)."
                                    .formatted(where, version)
                            + " Elle n'a pas été modifiée : installez cette version, ou restaurez"
                            + " une sauvegarde faite avant la mise à jour.",
                    "The database %s was written by a newer version of the product (version %s)."
                                    .formatted(where, version)
                            + " It was not changed: install that version, or restore a backup made"
                            + " before the update.");
        }
    }
}
