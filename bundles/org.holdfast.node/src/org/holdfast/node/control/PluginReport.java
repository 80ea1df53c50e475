// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * A provider present in this node.
 *
 * @param state {@code active}; {@code examined} while its golden vectors are checked; {@code reader} if there are none,
 *     {@code refused} if it fails them: then nothing new is written with it
 * @param problem why nothing new is written with it; empty if there is none
 */
public record PluginReport(
        String role,
        String id,
        String bundle,
        String version,
        String state,
        boolean preferred,
        boolean historic,
        long bytesInUse,
        String problem) {}
