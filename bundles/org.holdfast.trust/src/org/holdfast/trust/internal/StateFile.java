// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.format.ByteReader;
import org.holdfast.format.Mac;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/**
 * One private file of a node, with a check against damage:
 *
 * <pre>
 * 0  magic         4
 * 4  version = 1   u16
 * 6  flags = 0     u16
 * 8  body
 * -  check         8   first bytes of SHA-256 over all before
 * </pre>
 *
 * A file that is there and cannot be read so is IDENTITY_DAMAGED, with the file's name and what to do about it.
 *
 * @param maxBody longest body in bytes
 * @param remedy what a person can do when the file is damaged or missing
 */
public record StateFile(Path path, String magic, int maxBody, String remedy) {
    private static final int VERSION = 1;
    private static final int HEAD = 8;
    private static final int CHECK = 8;

    /** Replaces the file, durably. Wipes its own copies of the body, not the caller's. */
    public void write(byte[] body) {
        if (body.length > maxBody) {
            throw new IllegalArgumentException(path + " holds at most " + maxBody + " bytes, not " + body.length);
        }
        byte[] all = new byte[HEAD + body.length + CHECK];
        ByteBuffer out = ByteBuffer.wrap(all)
                .put(magic.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) VERSION)
                .putShort((short) 0)
                .put(body);
        out.put(check(all));
        try {
            PrivateFiles.write(path, all);
        } finally {
            Arrays.fill(all, (byte) 0);
        }
    }

    /** Reads the body with {@code layout}; empty if there is no file. The bytes are wiped afterwards. */
    public <T> Optional<T> read(Function<ByteReader, T> layout) {
        Optional<byte[]> content = PrivateFiles.read(path, HEAD + maxBody + CHECK);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        byte[] all = content.get();
        try {
            return Optional.of(body(all, layout));
        } catch (HoldfastException e) {
            throw e.code() == ErrorCode.NEWER_VERSION ? e : damaged(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        } finally {
            Arrays.fill(all, (byte) 0);
        }
    }

    /** Reads a file that must be there. */
    public <T> T readExisting(Function<ByteReader, T> layout) {
        return read(layout).orElseThrow(() -> damaged("it is missing", null));
    }

    private <T> T body(byte[] all, Function<ByteReader, T> layout) {
        ByteReader in = new ByteReader(path.getFileName().toString(), all);
        if (all.length > HEAD + maxBody + CHECK) {
            throw in.bad("it is too long");
        }
        in.magic(magic);
        in.version(VERSION);
        if (all.length < HEAD + CHECK || !Arrays.equals(check(all), 0, CHECK, all, all.length - CHECK, all.length)) {
            throw in.bad("the check at its end does not fit");
        }
        in.zero(2);
        ByteReader fields =
                new ByteReader(path.getFileName().toString(), ByteBuffer.wrap(all, HEAD, all.length - HEAD - CHECK));
        T read = layout.apply(fields);
        fields.end();
        return read;
    }

    private static byte[] check(byte[] all) {
        byte[] covered = Arrays.copyOf(all, all.length - CHECK);
        byte[] check = Arrays.copyOf(Mac.sha256(covered).bytes(), CHECK);
        Arrays.fill(covered, (byte) 0);
        return check;
    }

    /** The error for this file. */
    public HoldfastException damaged(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.IDENTITY_DAMAGED, path.toString(), path + " cannot be used: " + why + ". " + remedy, cause);
    }
}
