// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** Something that could not be read or written, and why. code is one of docs/errors.md. */
public record ProblemReport(String path, String code, String message) {}
