// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** A setting: its value, default, range and meaning. @param role the least that it takes to change it */
public record ConfigReport(
        String key, String value, String defaultValue, String range, String description, String role) {}
