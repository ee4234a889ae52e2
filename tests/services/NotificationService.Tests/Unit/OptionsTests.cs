using System.ComponentModel.DataAnnotations;
using Ecommerce.NotificationService.Infrastructure.Links;
using Ecommerce.NotificationService.Infrastructure.Messaging;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Secrets;
using Ecommerce.NotificationService.Infrastructure.Smtp;
using Ecommerce.NotificationService.Infrastructure.Twilio;
using Ecommerce.NotificationService.Infrastructure.Webhooks;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("shop@shop.example", "", "", false, null)]
    [InlineData("Shop <shop@shop.example>", "u", "p", true, null)]
    [InlineData("not an address", "", "", false, "From")]
    [InlineData("shop@shop.example", "u", "", true, "Password")]
    [InlineData("shop@shop.example", "u", "p", false, "StartTls")]
    public void Smtp_options_without_sender_or_encryption_of_password_are_invalid(
        string from, string user, string password, bool startTls, string? wrong)
        => Assert.Equal(
            wrong, Wrong(new SmtpOptions { Host = "mail.example", From = from, User = user, Password = password, StartTls = startTls }));

    [Theory]
    [InlineData("", "", "", "https://sms.example", null)]
    [InlineData("AC1", "t", "+49", "https://sms.example", null)]
    [InlineData("AC1", "", "+49", "https://sms.example", "AuthToken")]
    [InlineData("AC1", "t", "", "https://sms.example", "From")]
    [InlineData("AC1", "t", "+49", "http://sms.example", "BaseAddress")]
    public void Incomplete_sms_options_are_invalid(string account, string token, string from, string address, string? wrong)
        => Assert.Equal(
            wrong, Wrong(new SmsOptions { AccountSid = account, AuthToken = token, From = from, BaseAddress = new Uri(address) }));

    [Fact]
    public void Options_out_of_range_are_invalid()
    {
        Assert.Equal(["Master"], Bad(new KeyOptions { Master = "short" }));
        Assert.Equal(
            ["Storefront", "Api"],
            Bad(new ShopAddresses { Storefront = "", Api = "nowhere", BackOffice = "https://office.example" }));
        Assert.Equal(["DefaultLanguage"], Bad(new MessageOptions { DefaultLanguage = "fr" }));
        Assert.Equal(["MaxAttempts"], Bad(new DeliveryOptions { MaxAttempts = 0 }));
        Assert.Equal(["Timeout"], Bad(new WebhookOptions { Timeout = TimeSpan.Zero }));
    }

    private static string[] Bad(object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.SelectMany(result => result.MemberNames)];
    }

    private static string? Wrong(IValidatableObject options)
        => options.Validate(new ValidationContext(options)).SelectMany(result => result.MemberNames).SingleOrDefault();
}
