// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate;

import java.util.Objects;
import org.holdfast.compression.deflate.internal.DeflatePieces;
import org.holdfast.compression.deflate.internal.InflatePieces;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.compression.Compressor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Raw DEFLATE (RFC 1951), without the wrapping of zlib or gzip: lengths and tags are the formats' own. Everything
 * written is one stream that ends with its last byte; nothing else is read. Besides its arguments a call takes the
 * 300 KiB of native memory that zlib works in.
 */
@Component(service = Compressor.class, property = "id=deflate-v1")
@Designate(ocd = DeflateConfig.class)
public final class DeflateCompressor implements Compressor {
    /** Six times as fast as zlib's own 6, and a tenth longer (numbers in text, ./build bench level). */
    public static final int DEFAULT_LEVEL = 1;

    private static final int LOWEST_LEVEL = 1;
    private static final int HIGHEST_LEVEL = 9;

    private final int level;

    @Activate
    public DeflateCompressor(DeflateConfig config) {
        this(config.level());
    }

    /** @throws HoldfastException with {@link ErrorCode#CONFIG_INVALID} if there is no such level */
    public DeflateCompressor(int level) {
        if (level < LOWEST_LEVEL || level > HIGHEST_LEVEL) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    DeflateCompressor.class.getName(),
                    "level must be between " + LOWEST_LEVEL + " and " + HIGHEST_LEVEL + ", not " + level);
        }
        this.level = level;
    }

    @Override
    public FormatId id() {
        return Formats.DEFLATE_V1;
    }

    @Override
    public int compress(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, length, out.length);
        if (length == 0) {
            return NOT_SMALLER;
        }
        try (var pieces = new DeflatePieces(level)) {
            int written = pieces.run(in, inOffset, length, out, outOffset, length - 1);
            return written == DeflatePieces.NO_ROOM ? NOT_SMALLER : written;
        }
    }

    /** @throws MalformedInput also if bytes follow the stream's end */
    @Override
    public void decompress(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, exactLength, out.length);
        try (var pieces = new InflatePieces()) {
            pieces.run(in, inOffset, length, out, outOffset, exactLength);
        }
    }
}
