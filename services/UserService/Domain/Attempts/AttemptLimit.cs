using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.UserService.Domain.Attempts;

/// <summary>A number of attempts without delay; after it, the delay doubles with each attempt.</summary>
/// <param name="Name">Such as <c>password-of-account</c>.</param>
/// <param name="FreeAttempts">Attempts without a delay.</param>
/// <param name="Window">The count starts again after this time.</param>
internal sealed record AttemptLimit(string Name, int FreeAttempts, TimeSpan FirstDelay, TimeSpan MaxDelay, TimeSpan Window)
{
    /// <param name="subject">Who is limited, such as an account or an address.</param>
    public byte[] Key(string subject) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}:{subject}"));
}
