// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Retrieval;

/** What owners had, against what they get back. */
final class Sources {
    private Sources() {}

    /** Of the segments that an owner takes for placed. */
    static Set<Bytes> of(Computer owner) {
        return owner.disk().ledger.segments().inState(SegmentState.PLACED).stream()
                .map(segment -> owner.disk().sources().get(segment.id()))
                .collect(Collectors.toSet());
    }

    static Set<Bytes> data(List<Retrieval.Result> results) {
        return results.stream().flatMap(each -> each.data().stream()).collect(Collectors.toSet());
    }

    /** P4, whatever happened: what comes back is something that was stored. @return how much did not come back */
    static long nothingWrong(Computer owner, List<Retrieval.Result> results) {
        Set<Bytes> known = Set.copyOf(owner.disk().sources().values());
        data(results).forEach(data -> assertTrue(known.contains(data), "wrong bytes"));
        return results.stream().filter(each -> each.data().isEmpty()).count();
    }

    static Computer machine(Confederation confederation, OwnerId id) {
        return confederation.members().stream()
                .filter(each -> each.identity().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
