// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.TreeMap;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.NodeLabels;

/**
 * The labels of a machine as bytes: u8 count, at most 8, and for each its key (u8 length, 1 to 16, ASCII) and its value
 * (u8 length, 1 to 32, ASCII), keys in ascending order. Stateless.
 */
public final class LabelCodec {
    /** Longest encoded labels in bytes. */
    public static final int MAX_BYTES =
            1 + NodeLabels.MOST * (1 + NodeLabels.LONGEST_KEY + 1 + NodeLabels.LONGEST_VALUE);

    private LabelCodec() {}

    public static void write(NodeLabels labels, ByteWriter out) {
        out.u8(labels.values().size());
        labels.values()
                .forEach((key, value) -> out.text8(key, NodeLabels.LONGEST_KEY).text8(value, NodeLabels.LONGEST_VALUE));
    }

    public static NodeLabels read(ByteReader in) {
        int count = in.u8();
        if (count > NodeLabels.MOST) {
            throw in.bad(count + " labels are more than " + NodeLabels.MOST);
        }
        TreeMap<String, String> values = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.text8(NodeLabels.LONGEST_KEY);
            if (!values.isEmpty() && values.lastKey().compareTo(key) >= 0) {
                throw in.bad("the label '" + key + "' stands in the wrong place");
            }
            values.put(key, in.text8(NodeLabels.LONGEST_VALUE));
        }
        return new NodeLabels(values);
    }
}
