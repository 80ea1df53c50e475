// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Is my data safe, and why; restorable: whether all that was backed up can be restored if nothing more is lost. */
public record Status(
        boolean safe,
        boolean restorable,
        String protection,
        List<String> reasons,
        double lossPerYear,
        String limitedBy,
        Optional<String> lastSnapshot,
        Optional<Instant> lastSnapshotTime,
        int partners,
        int partnersWanted,
        int partnersReachable,
        String code,
        String state,
        String name,
        String owner,
        String confederation,
        String confederationId,
        int port,
        boolean sheetSealed,
        String escrow,
        long heldBytes,
        long usableBytes,
        String version) {}
