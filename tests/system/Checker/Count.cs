using Ecommerce.Checker.Invariants;

namespace Ecommerce.Checker;

/// <summary>What there was to be checked: a proof over an empty shop is none.</summary>
public static class Count
{
    /// <summary>Lines of a table, what and how much.</summary>
    public static IReadOnlyList<(string What, string HowMuch)> Of(EndState state, Expectations expected)
    {
        var (orders, payments, stock) = (state.Orders, state.Payments, state.Stock);
        var heard = state.Events.SelectMany(books => books.Inbox).ToList();
        var said = state.Events.SelectMany(books => books.Outbox).ToList();
        var accepted = expected.Calls.Count(call => call.Accepted is not null);
        return
        [
            ("orders", $"{orders.Orders.Count}: {By(orders.Orders, order => order.Status)}"),
            ("discount codes", string.Join(", ", orders.Codes.Select(code => $"{code.Code} used {code.Used} times"))),
            ("SKUs", $"{expected.Skus.Count}, {expected.Skus.Sum(sku => sku.Pieces)} pieces, {stock.Levels.Sum(level => level.Sold)} "
                + $"sold, {stock.Levels.Sum(level => level.Reserved)} reserved"),
            ("reservations", $"{stock.Reservations.Count}: {By(stock.Reservations, reservation => reservation.State)}"),
            ("captures", $"{payments.Payments.Count(payment => payment.IsCaptured)}, "
                + $"{payments.Provider.Count(call => call.Kind == "capture")} by the provider"),
            ("refunds", $"{payments.Refunds.Count(refund => refund.IsCompleted)}, "
                + $"{payments.Provider.Count(call => call.Kind == "refund")} by the provider"),
            ("reconciliations", $"{payments.Reconciliations.Count}, {payments.Reconciliations.Sum()} payments compared"),
            ("ledger entries", $"{payments.Ledger.Count}"),
            ("outbox rows", $"{said.Count}, {said.Count(row => !row.IsPublished)} unpublished"),
            ("inbox rows", $"{heard.Count}, {heard.Count - heard.Distinct().Count()} duplicates"),
            ("events lost with the broker", $"{EventsAreAppliedOnce.Lost(said, heard).Count()}"),
            ("dead letters", $"{state.Events.Sum(books => books.DeadLetters.Count)}"),
            ("history entries", $"{orders.History.Count}"),
            ("idempotency keys", $"{orders.Keys.Count}, {accepted} accepted calls, "
                + $"{expected.Calls.Sum(call => call.Answers.Count(answer => answer.IsOk)) - accepted} repeated, "
                + $"{expected.Calls.Sum(call => call.AnswersToAnotherBody.Count)} with another body, "
                + $"{expected.Calls.Sum(call => call.Answers.Count(answer => answer.IsInProgress))} while one was at work"),
            ("token families", $"{state.Sessions.Families}, {state.Sessions.EndedFamilies} ended, {expected.ReusedTokens.Count} by reuse"),
            ("accounts erased", $"{state.Accounts.Erased.Count}, {expected.Erased.Count} by an accepted call"),
            ("analytics", $"{state.Analytics.Orders.Count} orders, {By(state.Analytics.Captures, capture => capture.Currency)} captured, "
                + $"{state.Analytics.Refunds.Count} refunds"),
            ("search", $"{state.Shelf.Index.Count} products, {state.Shelf.Index.Sum(product => product.Available)} pieces available"),
            ("reviews", $"{state.Reviews.Reviews.Count}: "
                + $"{By(state.Reviews.Reviews, review => review.IsPublished ? "published" : "hidden")}, "
                + $"{state.Reviews.Reviews.Count(review => review.IsVerified)} of verified purchases, "
                + $"{state.Reviews.Ratings.Count(rating => rating.Count > 0)} products rated"),
            ("messages", $"{state.Messages.Messages.Count}: {By(state.Messages.Messages, message => message.Status)}"),
            ("mails at the server", $"{expected.Mails.Count}, {expected.Mails.Count(mail => mail.Confirms is not null)} confirm an order"),
            ("carts", $"{state.Carts.Carts} with {state.Carts.Lines} lines, {state.Carts.Said.Count} said to be abandoned"),
        ];
    }

    private static string By<T>(IEnumerable<T> rows, Func<T, string> group)
        => string.Join(", ", rows.GroupBy(group).OrderByDescending(rows => rows.Count()).Select(rows => $"{rows.Count()} {rows.Key}"));
}
