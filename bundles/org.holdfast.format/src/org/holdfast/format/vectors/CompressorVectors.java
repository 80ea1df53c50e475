// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.util.Arrays;
import java.util.Optional;
import org.holdfast.spi.compression.Compressor;

/**
 * Fields: {@code frame} (or {@code stream}): what must stay readable; {@code length} and {@code plain}, SHA-256, of its
 * content. Compressors may write what they like as long as it is read again, so what this one makes of the content is read
 * again, too.
 */
public record CompressorVectors(Compressor compressor) implements VectorCheck {
    @Override
    public Optional<String> difference(Vector vector) {
        int length = vector.length("length");
        byte[] frame = vector.bytes(vector.find("stream").isPresent() ? "stream" : "frame");
        byte[] plain = new byte[length];
        compressor.decompress(frame, 0, frame.length, plain, 0, length);
        if (!VectorData.fingerprint(plain).equals(vector.text("plain"))) {
            return Optional.of("a frame of " + frame.length + " bytes has another content");
        }
        byte[] packed = new byte[length];
        int written = compressor.compress(plain.clone(), 0, length, packed, 0);
        if (written == Compressor.NOT_SMALLER) {
            return Optional.empty();
        }
        byte[] again = new byte[length];
        compressor.decompress(packed, 0, written, again, 0, length);
        return Arrays.equals(plain, again)
                ? Optional.empty()
                : Optional.of(length + " bytes that were compressed do not come back");
    }
}
