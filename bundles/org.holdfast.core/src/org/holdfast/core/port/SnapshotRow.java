// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.Bytes;
import org.holdfast.model.Protection;
import org.holdfast.model.SnapshotId;

/**
 * A snapshot as the ledger keeps it.
 *
 * @param record the encoded snapshot record (docs/format.md)
 */
public record SnapshotRow(SnapshotId id, Instant time, Protection protection, Bytes record) {}
