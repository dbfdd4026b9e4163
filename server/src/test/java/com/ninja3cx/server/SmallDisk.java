package com.ninja3cx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A real file system of a few megabytes, mounted on a folder. Tests that need it are skipped where
/// nothing may be mounted.
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk mount(Path folder, int kilobytes) throws Exception {
        Files.createDirectories(folder);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder) == 0;
        Assumptions.assumeTrue(mounted, "a small disk can only be mounted by root on Linux");
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /// Leaves no room for anything.
    public void fill() throws IOException {
        var block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.getFileStore(folder).getUsableSpace()).isZero();
        }
    }

    public void makeRoom() throws IOException {
        Files.deleteIfExists(folder.resolve("filler"));
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", folder);
    }

    private static int run(Object... command) throws Exception {
        var words = java.util.Arrays.stream(command).map(Object::toString).toList();
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
        } catch (IOException noSuchProgram) {
            return 127;
        }
    }
}
