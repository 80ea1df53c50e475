// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A user writes what the node hands out: whole files only, none over another, none outside of the folder. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class OwnCommandTest {
    private static final String TIME = "2026-03-01T12:00:00.123456789Z";
    private static final String DONE = "{\"type\":\"done\",\"entries\":1}\n";

    @TempDir
    Path folder;

    private Path to;
    private ServerSocketChannel node;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() throws IOException {
        to = folder.resolve("back");
        node = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        node.bind(UnixDomainSocketAddress.of(folder.resolve("users")));
        Thread.ofPlatform().daemon().name("node").start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private void serve() {
        while (node.isOpen()) {
            try (SocketChannel caller = node.accept()) {
                ByteBuffer question = ByteBuffer.allocate(4096);
                caller.read(question);
                questions.add(new String(question.array(), 0, question.position(), StandardCharsets.UTF_8));
                caller.write(ByteBuffer.wrap(answer.toByteArray()));
            } catch (IOException e) {
                questions.add("none: " + e);
            }
        }
    }

    private OwnCommandTest says(String text) {
        answer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private OwnCommandTest entry(String path, String kind, long size, String more) {
        return says("{\"type\":\"entry\",\"path\":\"" + path + "\",\"kind\":\"" + kind
                + "\",\"mode\":\"0640\",\"size\":" + size + ",\"modified\":\"" + TIME + "\"" + more + "}\n");
    }

    private OwnCommandTest data(long position, String bytes) {
        return says("{\"type\":\"data\",\"position\":" + position + ",\"length\":" + bytes.length() + "}\n" + bytes);
    }

    private Ran restore(String... more) {
        String[] words = Stream.concat(
                        Stream.of(
                                "latest:/home/me",
                                "--to",
                                to.toString(),
                                "--socket",
                                folder.resolve("users").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return Ran.of(new OwnCommand.Restore(), words);
    }

    private static boolean hasDrafts(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(each -> each.getFileName().toString().startsWith(".holdfast-"));
        }
    }

    @Test
    void filesFoldersAndLinksAreWrittenWithModeAndTime() throws IOException, InterruptedException {
        entry("/home/me/dir", "directory", 0, "");
        entry("/home/me/dir/a", "file", 10, "").data(0, "ab").data(8, "\n{");
        entry("/home/me/dir/empty", "file", 0, "");
        entry("/home/me/link", "symlink", 0, ",\"link_target\":\"dir/a\"").says(DONE);
        Ran ran = restore();
        assertEquals(0, ran.exit(), ran.error());
        Path file = to.resolve("home/me/dir/a");
        assertArrayEquals(new byte[] {'a', 'b', 0, 0, 0, 0, 0, 0, '\n', '{'}, Files.readAllBytes(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(Instant.parse(TIME), Files.getLastModifiedTime(file).toInstant());
        assertEquals(0, Files.size(to.resolve("home/me/dir/empty")));
        assertEquals(Path.of("dir/a"), Files.readSymbolicLink(to.resolve("home/me/link")));
        assertEquals(
                "{\"ask\":\"read\",\"snapshot\":\"latest\",\"path\":\"/home/me\",\"recursive\":true}\n",
                questions.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void whatIsThereStaysUnlessOverwriteIsSaid() throws IOException {
        Path file = to.resolve("home/me/a");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mine");
        entry("/home/me/a", "file", 2, "").data(0, "ab").says(DONE);
        Ran ran = restore();
        assertEquals(ErrorCode.RESTORE_INCOMPLETE.exit(), ran.exit());
        assertEquals("mine", Files.readString(file));
        assertEquals(0, restore("--overwrite").exit());
        assertEquals("ab", Files.readString(file));
        assertFalse(hasDrafts(to));
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        for (String path : new String[] {"/../out", "/home/../../out", "out", "/", "/odd\\\\x00"}) {
            entry(path, "file", 1, "").data(0, "x");
        }
        entry("/good", "file", 1, "").data(0, "x").says(DONE);
        Ran ran = restore();
        assertEquals(ErrorCode.RESTORE_INCOMPLETE.exit(), ran.exit());
        assertTrue(Files.exists(to.resolve("good")));
        assertFalse(Files.exists(folder.resolve("out")));
        try (Stream<Path> all = Files.list(to)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void anAnswerThatBreaksOffLeavesWholeFilesOnly() throws IOException {
        entry("/home/me/a", "file", 2, "").data(0, "ab");
        entry("/home/me/b", "file", 4, "").says("{\"type\":\"data\",\"position\":0,\"length\":4}\nab");
        Ran ran = restore();
        assertEquals(ErrorCode.NODE_UNREACHABLE.exit(), ran.exit());
        assertTrue(ran.error().contains("hung up before its answer was whole"), ran.error());
        assertEquals("ab", Files.readString(to.resolve("home/me/a")));
        assertFalse(Files.exists(to.resolve("home/me/b")));
        assertFalse(hasDrafts(to));
    }

    @Test
    void aFileThatCannotBeHadIsAProblemAndTheRestGoesOn() throws IOException {
        entry("/home/me/a", "file", 4, "").data(0, "ab");
        says("{\"type\":\"problem\",\"path\":\"/home/me/a\",\"code\":\"NOT_ENOUGH_SHARDS\",\"message\":\"gone\"}\n");
        entry("/home/me/b", "file", 1, "").data(0, "b").says(DONE);
        assertEquals(ErrorCode.RESTORE_INCOMPLETE.exit(), restore().exit());
        assertFalse(Files.exists(to.resolve("home/me/a")));
        assertEquals("b", Files.readString(to.resolve("home/me/b")));
    }

    @Test
    void whatTheNodeRefusesIsSaid() {
        says("{\"type\":\"error\",\"code\":\"PATH_UNKNOWN\",\"subject\":\"/x\",\"message\":\"nothing of yours\"}\n");
        Ran ran = restore();
        assertEquals(ErrorCode.PATH_UNKNOWN.exit(), ran.exit());
        assertTrue(ran.error().contains("nothing of yours"), ran.error());
    }

    @Test
    void noSocketAndAnotherMachineAreRefusedClearly() {
        Ran none = Ran.of(
                new OwnCommand.Snapshots(), "--socket", folder.resolve("none").toString());
        assertEquals(ErrorCode.NODE_UNREACHABLE.exit(), none.exit());
        assertTrue(none.error().contains("users.socket"), none.error());
        Ran remote = Ran.of(new OwnCommand.Ls(), "--remote", "127.0.0.1:1", "--pass", "x");
        assertEquals(ErrorCode.USAGE.exit(), remote.exit());
    }
}
