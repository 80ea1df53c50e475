// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import org.holdfast.model.Bytes;

/**
 * An extended attribute with its full name. On Linux this includes access control lists
 * ({@code system.posix_acl_access}, {@code system.posix_acl_default}) and capabilities ({@code security.capability}).
 */
public record ExtendedAttribute(Bytes name, Bytes value) {}
