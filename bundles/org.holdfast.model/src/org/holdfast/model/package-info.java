// SPDX-License-Identifier: EPL-2.0
/**
 * The words of Holdfast as types: identifiers, quantities, agreements, formats and error codes. Pure data that needs
 * nothing but the JDK. Start with {@link OwnerId}, {@link Agreement} and {@link ErrorCode}.
 */
@NullMarked
package org.holdfast.model;

import org.jspecify.annotations.NullMarked;
