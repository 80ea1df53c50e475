// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

/** A path that could not be treated as wanted, and why. */
public record Problem(String path, String code, String message) {}
