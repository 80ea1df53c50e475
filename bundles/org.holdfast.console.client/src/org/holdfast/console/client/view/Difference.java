// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** A path that differs between two snapshots. Change is added, removed, content, metadata or kind. */
public record Difference(String path, String change) {}
