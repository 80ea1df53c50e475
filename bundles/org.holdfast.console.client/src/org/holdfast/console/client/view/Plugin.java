// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** A provider that is present in the node. */
public record Plugin(
        String role,
        String id,
        String bundle,
        String version,
        String state,
        boolean preferred,
        boolean historic,
        long bytesInUse,
        String problem) {}
