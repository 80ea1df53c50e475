// SPDX-License-Identifier: EPL-2.0
/**
 * How an owner whose ledger is lost learns what lies where: {@link org.holdfast.core.list.ListOwner} gets the headers of
 * all its blocks at a partner, page by page, from {@link org.holdfast.core.list.ListHolder}.
 */
@NullMarked
package org.holdfast.core.list;

import org.jspecify.annotations.NullMarked;
