// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageType;

/** A frame as docs/protocol-example.md shows it: hexadecimal, with offsets in the body and what it means. */
final class FrameText {
    private static final int A_LINE = 32;
    private static final int A_LONG_ONE = 1024;
    private static final String ROW = "%5s  %-66s  %s";

    /** Some fields of a body that stand on one line. */
    private record Part(String says, int... sizes) {
        int length() {
            return Arrays.stream(sizes).sum();
        }
    }

    private FrameText() {}

    static List<String> lines(Exchange.Frame frame) {
        Message message = frame.message();
        MessageType type = MessageType.of(message);
        ByteBuffer bytes = ByteBuffer.wrap(frame.bytes());
        List<String> lines = new ArrayList<>();
        lines.add(frame.from() + ": " + type + ", 4 + 8 + " + (bytes.capacity() - 8) + " bytes");
        String head = hex(4, ByteBuffer.allocate(4).putInt(bytes.capacity()).flip()) + " " + hex(2, bytes) + " "
                + hex(2, bytes) + " " + hex(4, bytes);
        lines.add(ROW.formatted(
                "",
                head,
                "length, type, critical, stream "
                        + ByteBuffer.wrap(frame.bytes()).getInt(4)));
        for (Part part : parts(type)) {
            int offset = bytes.position() - 8;
            lines.addAll(lines(offset, part, bytes));
        }
        if (bytes.hasRemaining()) {
            throw new AssertionError(type + " has " + bytes.remaining() + " bytes more than are explained");
        }
        return lines;
    }

    private static List<String> lines(int offset, Part part, ByteBuffer bytes) {
        if (part.length() > A_LONG_ONE) {
            return List.of(ROW.formatted(offset, repeated(part.length(), bytes), part.says));
        }
        List<String> lines = new ArrayList<>();
        if (part.sizes.length > 1) {
            String hex = String.join(
                    " ",
                    Arrays.stream(part.sizes).mapToObj(size -> hex(size, bytes)).toList());
            return List.of(ROW.formatted(offset, hex, part.says));
        }
        for (int done = 0; done < part.length(); done += A_LINE) {
            String hex = hex(Math.min(A_LINE, part.length() - done), bytes);
            lines.add(ROW.formatted(done == 0 ? offset : "", hex, done == 0 ? part.says : "")
                    .stripTrailing());
        }
        return lines;
    }

    private static String repeated(int length, ByteBuffer bytes) {
        byte first = bytes.get(bytes.position());
        for (int i = 0; i < length; i++) {
            if (bytes.get() != first) {
                throw new AssertionError("a long field of different bytes");
            }
        }
        return HexFormat.of().toHexDigits(first) + " × " + length;
    }

    private static String hex(int length, ByteBuffer bytes) {
        byte[] some = new byte[length];
        bytes.get(some);
        return HexFormat.of().formatHex(some);
    }

    private static List<Part> parts(MessageType type) {
        return switch (type) {
            case HELLO ->
                List.of(
                        new Part("version 1, protocol 1 to 1, port 7610", 2, 2, 2, 2),
                        new Part("device certificate", 224),
                        new Part("roster version", 8),
                        new Part("hash of the roster", 32),
                        new Part("one format: 1", 2, 2),
                        new Part("no admission", 1),
                        new Part("signature, type hello", 64));
            case WELCOME -> List.of(new Part("member", 1));
            case PUT_BEGIN ->
                List.of(
                        new Part("HFBK, version 1, 360 bytes", 4, 2, 2),
                        new Part("owner", 32),
                        new Part("partner", 32),
                        new Part("agreement", 16),
                        new Part("block id", 16),
                        new Part("sequence 1", 8),
                        new Part("device epoch, key generation 1", 4, 4),
                        new Part("DATA, no outer cipher, audit suite 0", 2, 2, 2, 1, 1),
                        new Part("16,384 bytes of payload, no tags", 4, 4),
                        new Part("locked until 2026-05-30T12:00Z", 8),
                        new Part("created 2026-03-01T12:00Z", 8),
                        new Part("sealed location", 48),
                        new Part("payload hash", 32),
                        new Part("tags hash: of nothing", 32),
                        new Part("owner MAC", 32),
                        new Part("device signature, type block", 64));
            case PUT_GO, PUT_END -> List.of();
            case PUT_DATA -> List.of(new Part("offset 0", 4), new Part("all of the payload", Exchange.PAYLOAD));
            case STORE_RECEIPT ->
                List.of(
                        new Part("version 1", 2),
                        new Part("owner", 32),
                        new Part("partner", 32),
                        new Part("agreement", 16),
                        new Part("block id", 16),
                        new Part("sequence 1", 8),
                        new Part("header hash", 32),
                        new Part("payload hash", 32),
                        new Part("tags hash", 32),
                        new Part("stored at 2026-03-01T12:00Z", 8),
                        new Part("Bob's signature, type store-receipt", 64));
            default -> throw new AssertionError(type + " is not in the example");
        };
    }

    /** The frames whose hexadecimal digits stand in such lines, without their lengths. */
    static List<byte[]> frames(List<String> lines) {
        List<byte[]> frames = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.allocate(0);
        for (String line : lines) {
            if (!line.startsWith(" ")) {
                continue;
            }
            byte[] bytes = bytes(line.substring(7, Math.min(line.length(), 73)).strip());
            if (!rest.hasRemaining()) {
                int length = ByteBuffer.wrap(bytes).getInt();
                rest = ByteBuffer.allocate(length);
                frames.add(rest.array());
                bytes = Arrays.copyOfRange(bytes, 4, bytes.length);
            }
            rest.put(bytes);
        }
        return frames;
    }

    private static byte[] bytes(String hex) {
        String[] repeated = hex.split(" × ");
        byte[] bytes = HexFormat.of().parseHex(repeated[0].replace(" ", ""));
        if (repeated.length == 1) {
            return bytes;
        }
        byte[] many = new byte[Integer.parseInt(repeated[1])];
        Arrays.fill(many, bytes[0]);
        return many;
    }
}
