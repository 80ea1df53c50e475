// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import org.holdfast.console.client.view.Snapshot;

/** Something to restore: a path of a snapshot. */
record RestoreItem(Snapshot snapshot, String path) {}
