// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.holdfast.model.Bytes;

/**
 * Names and patterns as text that can be compared: UTF-8 where the bytes are that; otherwise each byte that is no ASCII
 * stands as a lone surrogate, so that no two names become one and {@code *} and {@code ?} still match them.
 */
public final class NameText {
    private static final char LONE = '\uDC00';

    private NameText() {}

    public static String of(Bytes name) {
        byte[] bytes = name.toArray();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder(bytes.length);
            for (byte each : bytes) {
                text.append(each >= 0 ? (char) each : (char) (LONE + (each & 0xff)));
            }
            return text.toString();
        }
    }
}
