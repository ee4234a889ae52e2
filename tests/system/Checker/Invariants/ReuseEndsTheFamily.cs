namespace Ecommerce.Checker.Invariants;

/// <summary>A reused refresh token ends its whole family: none of its tokens is good any more.</summary>
internal static class ReuseEndsTheFamily
{
    private const int Unauthorized = 401;

    public static IEnumerable<string> Violations(EndState state, Expectations expected)
    {
        var tokens = state.Sessions.Tokens.ToDictionary(token => token.Hash, StringComparer.Ordinal);
        foreach (var reused in expected.ReusedTokens)
        {
            if (tokens.GetValueOrDefault(reused.Hash) is not { HasEnded: true } token)
                yield return $"a token was used twice, and its family lives: {tokens.GetValueOrDefault(reused.Hash)?.Family}";
            else if (reused.SuccessorStatus != Unauthorized)
                yield return $"a token of family {token.Family} was answered {reused.SuccessorStatus} after the reuse of another";
        }
    }
}
