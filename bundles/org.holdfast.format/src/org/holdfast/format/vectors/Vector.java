// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.CodeShape;
import org.holdfast.model.MalformedInput;

/**
 * One vector: a flat object of strings. It may come with a foreign plug-in, so every field is looked at before anything is
 * allocated for it.
 *
 * @param fields by name
 */
public record Vector(Map<String, String> fields) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SHARDS = 255;

    public Vector {
        fields = Map.copyOf(fields);
    }

    /** @throws MalformedInput if there is no such field */
    String text(String field) {
        return find(field).orElseThrow(() -> malformed("it has no field '" + field + "'"));
    }

    Optional<String> find(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** A number of bytes, up to 1 MiB. @throws MalformedInput */
    int length(String field) {
        String text = text(field);
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) > MOST_BYTES) {
            throw malformed("its '" + field + "' is not a number up to " + MOST_BYTES + ": " + text);
        }
        return Integer.parseInt(text);
    }

    /** Hexadecimal digits. @throws MalformedInput */
    byte[] bytes(String field) {
        String text = text(field);
        if (text.length() > 2 * MOST_BYTES) {
            throw malformed("its '" + field + "' is longer than " + MOST_BYTES + " bytes");
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw malformed("its '" + field + "' is not made of pairs of hexadecimal digits: " + e.getMessage());
        }
    }

    /** @throws MalformedInput */
    CodeShape shape() {
        String text = text("shape");
        if (!text.matches("[0-9]{1,3}\\+[0-9]{1,3}")) {
            throw malformed("its 'shape' is not M+K: " + text);
        }
        try {
            CodeShape shape = CodeShape.parse(text);
            if (shape.n() <= MOST_SHARDS) {
                return shape;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("there is no shape " + text + ": " + e.getMessage());
        }
        throw malformed("its 'shape' has more than " + MOST_SHARDS + " shards: " + text);
    }

    private static MalformedInput malformed(String why) {
        return new MalformedInput("golden vector", 0, why);
    }
}
