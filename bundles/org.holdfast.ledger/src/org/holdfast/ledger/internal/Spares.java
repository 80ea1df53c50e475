// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.model.AgreementId;

/** What of PLACED segments may still be lost. As in the schema's grade, of codes that are not optimal all shards count. */
final class Spares {
    private static final String LESS =
            " AND CASE WHEN code IN (1, 2, 3) THEN %1$s < m + ?1 ELSE %1$s < m + k OR k < ?1 END";
    private static final String OUTSIDE =
            "(SELECT count(DISTINCT position) FROM placement WHERE segment = segment.id AND state = 'ACKED' AND"
                    + " agreement NOT IN (%1$s))";

    private final Database database;

    Spares(Database database) {
        this.database = database;
    }

    boolean allHave(int spare, Set<AgreementId> without) {
        return database.read(session -> !lack(session, spare) && (without.isEmpty() || !lack(session, spare, without)));
    }

    /** Whoever has fewer than m receipts is among those that have not all: with no spare only these are looked at. */
    private static boolean lack(Session session, int spare) throws SQLException {
        String few = spare == 0 ? "segment INDEXED BY segment_wanting WHERE acked < m + k AND" : "segment WHERE";
        return exists(session, few + " state = 'PLACED'" + LESS.formatted("acked"), List.of(spare));
    }

    /** What has nothing there has been looked at already. */
    private static boolean lack(Session session, int spare, Set<AgreementId> without) throws SQLException {
        String ids = IntStream.range(2, without.size() + 2)
                .mapToObj(each -> "?" + each)
                .collect(Collectors.joining(", "));
        String there = "SELECT segment FROM placement WHERE state = 'ACKED' AND agreement IN (" + ids + ")";
        List<Object> values = new ArrayList<>();
        values.add(spare);
        without.forEach(each -> values.add(each.value()));
        String outside = OUTSIDE.formatted(ids);
        return exists(
                session,
                "(SELECT m, k, code, " + outside + " AS had FROM segment WHERE state = 'PLACED' AND id IN (" + there
                        + ")) WHERE true" + LESS.formatted("had"),
                values);
    }

    private static boolean exists(Session session, String from, List<Object> values) throws SQLException {
        return session.number("SELECT EXISTS (SELECT 1 FROM " + from + ")", values.toArray()) != 0;
    }
}
