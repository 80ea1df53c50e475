// SPDX-License-Identifier: EPL-2.0
/**
 * What an audit scheme implements: a way for an owner to find out, from a small answer, whether a partner still has the
 * blocks that it was given. Start with {@link org.holdfast.spi.audit.AuditScheme}; {@link
 * org.holdfast.spi.audit.Draw} says which pieces a challenge asks for, on both sides alike.
 */
@NullMarked
package org.holdfast.spi.audit;

import org.jspecify.annotations.NullMarked;
