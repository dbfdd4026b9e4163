package com.ninja3cx.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.javalin.websocket.WsContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "com.ninja3cx.server.";

    /// The first part of the package under the root; the pages are a feature of their own, on top
    /// of all others.
    private static final SliceAssignment FEATURES =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = type.getPackageName();
                    if (!name.startsWith(ROOT)) {
                        return SliceIdentifier.ignore();
                    }
                    String feature = name.substring(ROOT.length());
                    return SliceIdentifier.of(
                            feature.startsWith("web.pages") ? "pages" : feature.split("\\.")[0]);
                }

                @Override
                public String getDescription() {
                    return "features";
                }
            };

    private static JavaClasses server;

    @BeforeAll
    static void read() {
        server =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("com.ninja3cx.server");
    }

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().assignedFrom(FEATURES).should().beFreeOfCycles().check(server);
    }

    /// What a part of tickets may know is said in its own package; the whole knows all of them.
    @Test
    void thePartsOfTicketsDependOnEachOtherInOneDirection() {
        slices().matching(ROOT + "ticket.(*)..").should().beFreeOfCycles().check(server);
        noClasses()
                .that()
                .resideInAPackage("..server.ticket.*..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.ninja3cx.server.ticket"))
                .check(server);
    }

    @Test
    void theClockIsGivenNeverAsked() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(server);
    }

    @Test
    void onlyTheSendQueueWritesToSockets() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SendQueue")
                .should()
                .callMethodWhere(
                        new DescribedPredicate<>("write to a socket") {
                            @Override
                            public boolean test(JavaMethodCall call) {
                                String name = call.getName();
                                boolean writes =
                                        name.startsWith("send")
                                                || name.startsWith("close")
                                                || name.equals("disconnect");
                                return writes
                                        && (call.getTargetOwner().isAssignableTo(Session.class)
                                                || call.getTargetOwner()
                                                        .isAssignableTo(WsContext.class));
                            }
                        })
                .check(server);
    }

    @Test
    void lowerLayersKnowNothingOfTheFeatures() {
        noClasses()
                .that()
                .resideInAnyPackage("..server.db..", "..server.cluster..", "..server.settings..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("..server.call..")
                                .or(resideInAPackage("..server.live.."))
                                .or(resideInAPackage("..server.ticket.."))
                                .or(resideInAPackage("..server.web.."))
                                .or(resideInAPackage("..server.access..")))
                .check(server);
    }

    @Test
    void callsKnowNothingOfWordsSocketsOrTickets() {
        noClasses()
                .that()
                .resideInAPackage("..server.call..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("..server.transcript..")
                                .or(resideInAPackage("..server.live.."))
                                .or(resideInAPackage("..server.recording.."))
                                .or(resideInAPackage("..server.ticket..")))
                .check(server);
    }
}
