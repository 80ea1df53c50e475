// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Asks the node of this machine for what belongs to the user who runs the command, over the node's socket for users. One
 * question: a line of JSON; then objects, one a line, with bytes behind each {@code data}.
 */
final class OwnFilesClient {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_DATA = 64 << 20;

    private final Path socket;

    /** Takes an object; of a {@code data} object also its bytes, else none. */
    @FunctionalInterface
    interface Take {
        void object(JsonObject object, byte[] bytes);
    }

    OwnFilesClient(Path socket) {
        this.socket = socket;
    }

    /**
     * Hands over what comes, up to the end of the answer.
     *
     * @throws HoldfastException what the node says went wrong; NODE_UNREACHABLE if it does not answer, or not to the end
     */
    void ask(JsonObject question, Take each) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer line = ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            read(new BufferedInputStream(Channels.newInputStream(channel)), each);
        } catch (IOException | UnsupportedOperationException e) {
            throw new HoldfastException(
                    ErrorCode.NODE_UNREACHABLE,
                    socket.toString(),
                    "The node cannot be asked at " + socket + " (" + e.getMessage()
                            + "). Its admin says with 'users.socket' whether and where users may ask; --socket names"
                            + " the place here. What was restored so far is whole; again, it goes on.",
                    true,
                    e);
        }
    }

    private static void read(InputStream in, Take each) throws IOException {
        while (true) {
            JsonObject object = JsonParser.parseString(line(in)).getAsJsonObject();
            switch (Fields.text(object, "type")) {
                case "error" -> throw NodeClient.failure(object);
                case "done" -> {
                    return;
                }
                case "data" -> each.object(object, bytes(in, Fields.number(object, "length")));
                default -> each.object(object, new byte[0]);
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it hung up before its answer was whole");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("it answers what is no answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(InputStream in, long length) throws IOException {
        if (length < 0 || length > LONGEST_DATA) {
            throw new IOException("it answers what is no answer");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("it hung up before its answer was whole");
        }
        return bytes;
    }
}
