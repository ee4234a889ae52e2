using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Devices;

namespace Ecommerce.UserService.Features.Shared;

/// <summary>Recognises the devices on which an account signed in before.</summary>
internal sealed class KnownDevices(TimeProvider timeProvider)
{
    /// <param name="token">As a login brings it.</param>
    /// <returns>The device's id; null for an unknown one.</returns>
    public Guid? Recognise(string? token, Credential? account)
        => account is null ? null : DeviceToken.Read(token, account, timeProvider.GetUtcNow())?.Device;

    /// <summary>A token for the next logins.</summary>
    /// <param name="device">Null where it was not known before.</param>
    public string IssueToken(Credential account, Guid? device = null)
        => DeviceToken.Issue(device, timeProvider.GetUtcNow()).Sign(account);
}
