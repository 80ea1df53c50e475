// SPDX-License-Identifier: EPL-2.0
/** What the tests of this bundle share: seeded cases, ciphers, sample values, mutations and golden vectors. */
@NullMarked
package org.holdfast.format.support;

import org.jspecify.annotations.NullMarked;
