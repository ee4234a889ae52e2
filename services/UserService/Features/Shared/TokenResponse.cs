using System.Text.Json.Serialization;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Infrastructure.Keys;

namespace Ecommerce.UserService.Features.Shared;

/// <param name="ExpiresIn">Seconds that the access token lives.</param>
/// <param name="DeviceToken">Only of a sign-in: the next login from this device brings it, see <see cref="KnownDevices"/>.</param>
internal sealed record TokenResponse(
    string AccessToken, string TokenType, int ExpiresIn, string RefreshToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeviceToken = null)
{
    public static TokenResponse Of(OpenSession session, IssuedToken token, string? deviceToken = null)
        => new(token.Value, IssuedToken.Type, token.LifetimeSeconds, session.RefreshToken, deviceToken);
}
