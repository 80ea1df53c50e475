// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;

/**
 * How much of PLACED segments may still be lost. Of codes that are not optimal (as in the schema's grade) all shards
 * count. Segments with all receipts are not looked at unless something of them is left out.
 */
final class Spares {
    private static final String LEAST = "SELECT coalesce(min(CASE WHEN code IN (1, 2, 3) THEN had - m"
            + " WHEN had >= m + k THEN k ELSE -1 END), 1) FROM ";

    private static final String WANTING = "(SELECT m, k, code, acked AS had FROM segment INDEXED BY segment_wanting"
            + " WHERE state = 'PLACED' AND acked < m + k)";

    /** ?1 agreements, ?2 partners: lists of hexadecimal numbers in JSON, so that the statement is the same for all. */
    private static final String LEFT_OUT = "(SELECT m, k, code, (SELECT count(DISTINCT position) FROM placement"
            + " WHERE segment = segment.id AND state = 'ACKED'"
            + " AND agreement NOT IN (SELECT unhex(value) FROM json_each(?1))) AS had"
            + " FROM segment WHERE state = 'PLACED' AND id IN (SELECT segment FROM placement"
            + " WHERE partner IN (SELECT unhex(value) FROM json_each(?2)) AND state = 'ACKED'"
            + " AND agreement IN (SELECT unhex(value) FROM json_each(?1))))";

    private final Database database;

    Spares(Database database) {
        this.database = database;
    }

    int least(Map<AgreementId, OwnerId> without) {
        return database.read(session -> {
            long least = session.number(LEAST + WANTING);
            if (!without.isEmpty()) {
                least = Math.min(
                        least, session.number(LEAST + LEFT_OUT, json(without.keySet()), json(without.values())));
            }
            return Math.clamp(least, -1, 1);
        });
    }

    private static String json(Collection<?> ids) {
        return ids.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
