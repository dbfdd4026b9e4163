package com.ninja3cx.speech.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final String PATH = "/owner/repository/resolve/main/model.bin";

    @TempDir private Path folder;
    private final byte[] content = new byte[1_000_000];
    private FileHost host;
    private Path target;
    private final Download download =
            new Download(Duration.ofSeconds(1), Duration.ofMillis(700), new Disk());

    @BeforeEach
    void serve() throws IOException {
        new Random(7).nextBytes(content);
        host = new FileHost().with(PATH, content);
        target = folder.resolve("whisper/model.bin");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aFileComesWholeAndLeavesNoParts() throws Exception {
        var seen = new ArrayList<Long>();

        String sha256 = fetch(step -> seen.add(step.doneBytes()));

        assertThat(target).hasBinaryContent(content);
        assertThat(sha256).isEqualTo(FileHost.sha256(content));
        assertThat(seen).isSorted().endsWith((long) content.length);
        assertThat(filesBesideTarget()).containsExactly("model.bin");
    }

    @Test
    void aDownloadThatBrokeOffGoesOnWhereItStopped() throws Exception {
        host.failing(FileHost.Fault.BREAKS_OFF_HALFWAY);
        assertThatThrownBy(() -> fetch(FetchProgress.silent())).isInstanceOf(FetchFailure.class);

        host.failing(FileHost.Fault.NONE);
        fetch(FetchProgress.silent());

        assertThat(target).hasBinaryContent(content);
        assertThat(host.requests()).hasSize(2);
        assertThat(host.requests().getLast()).matches(".* bytes=[1-9]\\d*-");
    }

    @Test
    void aHostThatChangedItsFileMeanwhileIsReadFromTheStart() throws Exception {
        host.failing(FileHost.Fault.BREAKS_OFF_HALFWAY);
        assertThatThrownBy(() -> fetch(FetchProgress.silent())).isInstanceOf(FetchFailure.class);
        var newer = new byte[600_000];
        new Random(8).nextBytes(newer);
        host.with(PATH, newer).failing(FileHost.Fault.NONE);

        fetch(FetchProgress.silent());

        assertThat(target).hasBinaryContent(newer);
    }

    @Test
    void wrongBytesAreRefusedAndNotKept() throws Exception {
        host.failing(FileHost.Fault.SENDS_OTHER_BYTES);

        assertFails(Kind.CORRUPT, "not the right one");

        assertThat(filesBesideTarget()).isEmpty();
    }

    @Test
    void aPinnedHashCountsMoreThanWhatTheHostAnnounces() throws Exception {
        assertThatThrownBy(
                        () ->
                                download.fetch(
                                        host.address().resolve(PATH),
                                        target,
                                        Set.of("00".repeat(32)),
                                        "model",
                                        FetchProgress.silent()))
                .hasMessageContaining("not the right one");

        assertThat(target).doesNotExist();
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        host.failing(FileHost.Fault.HAS_NOTHING);

        assertFails(Kind.NOT_THERE, "404");
    }

    @Test
    void aHostThatFallsSilentIsGivenUpAndThePartIsKept() throws Exception {
        host.failing(FileHost.Fault.STOPS_SENDING);

        assertFails(Kind.UNREACHABLE, "nothing came for");

        assertThat(filesBesideTarget()).contains("model.bin.part");
    }

    @Test
    void anUnreachableHostFailsFast() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        long before = System.nanoTime();

        assertThatThrownBy(
                        () ->
                                download.fetch(
                                        URI.create("http://127.0.0.1:" + port + PATH),
                                        target,
                                        Set.of(),
                                        "model",
                                        FetchProgress.silent()))
                .hasMessageContaining("cannot be reached");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aFullDiskIsCalledAFullDiskBeforeAnythingIsWritten() {
        var small =
                new Download(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        new Disk() {
                            @Override
                            long usable(Path folder) {
                                return 1_000;
                            }
                        });

        assertThatThrownBy(() -> fetch(small))
                .isInstanceOfSatisfying(
                        FetchFailure.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.DISK_FULL))
                .hasMessageContaining("is full")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aDiskThatFillsUpMeanwhileIsCalledFullToo() {
        var filling =
                new Disk() {
                    private boolean full;

                    @Override
                    OutputStream open(Path file, java.nio.file.OpenOption... options)
                            throws IOException {
                        OutputStream real = Files.newOutputStream(file, options);
                        return new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                                write(new byte[] {(byte) one}, 0, 1);
                            }

                            @Override
                            public void write(byte[] bytes, int offset, int length)
                                    throws IOException {
                                full = true;
                                throw new IOException("No space left on device");
                            }

                            @Override
                            public void close() throws IOException {
                                real.close();
                            }
                        };
                    }

                    @Override
                    long usable(Path folder) {
                        return full ? 0 : Long.MAX_VALUE / 2;
                    }
                };

        assertThatThrownBy(
                        () ->
                                fetch(
                                        new Download(
                                                Duration.ofSeconds(1),
                                                Duration.ofSeconds(1),
                                                filling)))
                .isInstanceOfSatisfying(
                        FetchFailure.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.DISK_FULL));
    }

    private void assertFails(Kind kind, String words) {
        assertThatThrownBy(() -> fetch(FetchProgress.silent()))
                .isInstanceOfSatisfying(
                        FetchFailure.class, failed -> assertThat(failed.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private String fetch(FetchProgress progress) throws IOException, InterruptedException {
        return download.fetch(host.address().resolve(PATH), target, Set.of(), "model", progress);
    }

    private String fetch(Download with) throws IOException, InterruptedException {
        return with.fetch(
                host.address().resolve(PATH), target, Set.of(), "model", FetchProgress.silent());
    }

    private java.util.List<String> filesBesideTarget() throws IOException {
        try (var files = Files.list(target.getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
