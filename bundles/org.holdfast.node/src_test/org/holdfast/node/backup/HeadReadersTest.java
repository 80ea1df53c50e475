// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.format.Mac;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.format.head.ReaderJar;
import org.holdfast.format.head.StreamRef;
import org.holdfast.model.Digest;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R66")
class HeadReadersTest {
    private static final String NAME = "com.example.cipher";

    @TempDir
    Path folder;

    private static FormatsUsed ciphers(Integer... numbers) {
        return new FormatsUsed(List.of(), List.of(numbers), List.of(), List.of());
    }

    private static StreamRef stream(int length) {
        return new StreamRef(length, List.of(new StreamRef.Piece(SegmentId.of(new byte[16]), 64, 0, length, length)));
    }

    private static StreamRef stream(InputStream content) {
        try (content) {
            return stream(content.readAllBytes().length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReaderShelf.Jar installed(String version, FormatsUsed formats) throws IOException {
        byte[] jar = version.getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve(version + ".jar"), jar);
        return new ReaderShelf.Jar(NAME, version, Mac.sha256(jar), formats, file);
    }

    private static ReaderJar stored(ReaderShelf.Jar jar) {
        return new ReaderJar(jar.name(), jar.version(), jar.sha256(), jar.formats(), stream(3));
    }

    private static List<ReaderJar> next(List<ReaderJar> before, ReaderShelf.Jar present, FormatsUsed inUse) {
        HeadReaders readers = new HeadReaders(before, foreign -> List.of(present), inUse, stream -> true);
        return readers.named(
                readers.streams().stream().map(HeadReadersTest::stream).toList());
    }

    /** The partners' copy of 1.0 is the last one: that 2.0 came, which reads another format, must not lose it. */
    @Test
    void aNeededVersionStaysBesideAnotherOfTheSameName() throws IOException {
        ReaderJar older = stored(installed("1.0", ciphers(0x9001)));
        ReaderShelf.Jar newer = installed("2.0", ciphers(0x9002));
        List<ReaderJar> both = List.of(older, stored(newer));
        assertEquals(both, next(List.of(older), newer, ciphers(0x9001, 0x9002)));
        assertEquals(both, next(both, newer, ciphers(0x9001, 0x9002)), "and stays in every head after it");
    }

    @Test
    void readersAreNamedByVersionWhicheverIsInstalled() throws IOException {
        ReaderShelf.Jar older = installed("1.0", ciphers(0x9001));
        ReaderJar newer = stored(installed("2.0", ciphers(0x9002)));
        assertEquals(List.of(stored(older), newer), next(List.of(newer), older, ciphers(0x9001, 0x9002)));
    }

    @Test
    void aVersionGoesWithTheDataThatNeedIt() throws IOException {
        ReaderJar older = stored(installed("1.0", ciphers(0x9001)));
        ReaderShelf.Jar newer = installed("2.0", ciphers(0x9001, 0x9002));
        assertEquals(List.of(stored(newer)), next(List.of(older), newer, ciphers(0x9001, 0x9002)));
    }

    @Test
    void theSameJarIsNamedOnce() throws IOException {
        ReaderShelf.Jar jar = installed("1.0", ciphers(0x9001));
        ReaderJar known = stored(new ReaderShelf.Jar(NAME, "1.0", jar.sha256(), ciphers(0x9001, 0x9002), jar.file()));
        List<Digest> named = next(List.of(known), jar, ciphers(0x9001, 0x9002)).stream()
                .map(ReaderJar::sha256)
                .toList();
        assertEquals(List.of(jar.sha256()), named);
    }
}
