// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** A plug-in that was installed. */
public record Installed(
        String name, String version, String change, String before, String digest, String droppedAs, String problem) {}
