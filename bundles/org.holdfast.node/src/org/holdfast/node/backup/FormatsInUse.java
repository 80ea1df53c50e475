// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Formats;

/** The formats that data are stored in at present. */
public final class FormatsInUse {
    private FormatsInUse() {}

    public static FormatsUsed of(Ledger ledger) {
        Set<FormatSet> used = ledger.segments().inUse().keySet();
        return new FormatsUsed(
                used.stream().map(FormatSet::code).toList(),
                used.stream()
                        .flatMap(each -> Stream.of(each.inner(), each.outer()))
                        .toList(),
                Stream.concat(Stream.of(Formats.STORED.number()), used.stream().map(FormatSet::compression))
                        .toList(),
                List.of(Formats.AUDIT_BLOCK_V1.number()));
    }
}
