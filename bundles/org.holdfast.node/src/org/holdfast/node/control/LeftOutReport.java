// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** A file that a snapshot leaves to a package: installing that brings it back. mode is octal, the checksum an MD5. */
public record LeftOutReport(String source, String owner, String version, String path, String mode, String checksum) {}
