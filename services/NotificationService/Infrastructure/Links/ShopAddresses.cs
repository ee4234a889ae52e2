using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Infrastructure.Links;

/// <summary>The public addresses of the shop.</summary>
internal sealed class ShopAddresses
{
    public const string Section = "Links";

    [Required, Url]
    public string Storefront { get; init; } = "";

    /// <summary>Where staff work.</summary>
    [Required, Url]
    public string BackOffice { get; init; } = "";

    /// <summary>The gateway.</summary>
    [Required, Url]
    public string Api { get; init; } = "";
}
