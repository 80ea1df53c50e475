// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** A setting of the node; {@code config} in the control API. @param role the least that it takes to change it */
public record Setting(String key, String value, String defaultValue, String range, String description, String role) {}
