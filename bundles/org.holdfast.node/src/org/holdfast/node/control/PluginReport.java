// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** A provider present in this node. */
public record PluginReport(
        String role,
        String id,
        String bundle,
        String version,
        String state,
        boolean preferred,
        boolean historic,
        long bytesInUse) {}
