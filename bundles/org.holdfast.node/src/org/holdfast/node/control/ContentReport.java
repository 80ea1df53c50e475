// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * Some bytes of a file; what never comes of it, up to where it was read, are zeros.
 *
 * @param position of the first one
 * @param data in Base64
 */
public record ContentReport(long position, String data) {}
