// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/** A snapshot, as much of it as every user of the machine may know. */
public record OwnSnapshotReport(String id, Instant time) {}
