using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.UserService.Attempts;

/// <summary>How often something may be tried before every further try must wait, twice as long each time.</summary>
/// <param name="What">Such as <c>password-of-account</c>.</param>
/// <param name="Free">So many tries need no wait between them.</param>
/// <param name="First">The first wait.</param>
/// <param name="Longest">The longest wait.</param>
/// <param name="Window">After so long counting begins anew.</param>
internal sealed record AttemptLimit(string What, int Free, TimeSpan First, TimeSpan Longest, TimeSpan Window)
{
    /// <summary>Of one account, one address: whoever is limited.</summary>
    public byte[] Key(string who) => SHA256.HashData(Encoding.UTF8.GetBytes($"{What}:{who}"));
}
